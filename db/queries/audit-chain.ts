import postgres from "postgres";

/** A row of the chain, bytes as stored, `tenant` as the 16 bytes that were hashed. */
export type AuditChainRow = {
  readonly tenant: Buffer;
  readonly tenantId: string;
  readonly seq: bigint;
  readonly id: string;
  readonly atMicroseconds: bigint;
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly requestId: string | null;
  readonly body: Buffer;
  readonly prev: Buffer;
  readonly hash: Buffer;
};

export type AuditHeadRow = { readonly tenantId: string; readonly seq: bigint; readonly hash: Buffer };

export type AuditChainReader = {
  readonly heads: () => Promise<AuditHeadRow[]>;
  readonly tenantsWithEvents: () => Promise<string[]>;
  readonly rows: (tenantId: string) => AsyncIterable<AuditChainRow[]>;
  readonly close: () => Promise<void>;
};

const batchSize = 1_000;
const connectTimeoutSeconds = 10;

/**
 * Reads whole chains for the verifier, which stands outside the service: it connects as a role that row-level
 * security does not hold back, reads all tenants, and writes nothing (the transaction is read-only).
 */
export const openAuditChain = (url: string): AuditChainReader => {
  const client = postgres(url, {
    max: 1,
    connect_timeout: connectTimeoutSeconds,
    types: { bigint: postgres.BigInt },
    connection: { default_transaction_read_only: true },
    fetch_types: false,
    onnotice: () => {},
  });
  return {
    heads: async () =>
      client<AuditHeadRow[]>`select tenant_id as "tenantId", seq, hash from audit_heads order by tenant_id`,
    tenantsWithEvents: async () => {
      const rows = await client<{ tenantId: string }[]>`
        select distinct tenant_id as "tenantId" from audit_events order by tenant_id`;
      return rows.map(({ tenantId }) => tenantId);
    },
    rows: (tenantId) =>
      client<AuditChainRow[]>`
        select uuid_send(tenant_id) as tenant, tenant_id as "tenantId", seq, 'aud_' || id as id,
          at_microseconds as "atMicroseconds", action, target_type as "targetType",
          target_id as "targetId", 'req_' || request_id as "requestId", body, prev, hash
        from audit_events where tenant_id = ${tenantId}::uuid order by seq`.cursor(batchSize),
    close: () => client.end(),
  };
};
