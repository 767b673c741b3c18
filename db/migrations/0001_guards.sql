-- What drizzle-kit does not emit: forced row-level security, grants, the functions that cross the tenant
-- boundary on purpose, and the guards that keep the audit log append-only.

DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND c.relkind = 'r'
  LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t.relname);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON public.%I TO countersign_app', t.relname);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT DELETE ON group_members, idempotency_keys TO countersign_app;
--> statement-breakpoint
-- What was asked and what was decided never change.
REVOKE UPDATE ON request_versions, decisions FROM countersign_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE ON audit_events, audit_heads FROM countersign_app;
--> statement-breakpoint
GRANT SELECT, UPDATE, DELETE ON outbox_messages TO countersign_relay;
--> statement-breakpoint

-- An API key is looked up before its tenant is known. Answers for one hash only; a hash is 256 random bits.
CREATE FUNCTION find_api_key(wanted bytea)
RETURNS TABLE (tenant_id uuid, tenant_status text, id uuid, scopes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT k.tenant_id, t.status, k.id, k.scopes
  FROM public.api_keys k JOIN public.tenants t ON t.tenant_id = k.tenant_id
  WHERE k.key_hash = wanted AND k.revoked_at IS NULL
    AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION find_api_key(bytea) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_api_key(bytea) TO countersign_app;
--> statement-breakpoint

-- The operator's list of tenants: newest first, by key, at most 200.
CREATE FUNCTION list_tenants(before_id uuid, page_size integer)
RETURNS TABLE (tenant_id uuid, name text, status text, revision integer,
               created_at timestamptz, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT t.tenant_id, t.name, t.status, t.revision, t.created_at, t.updated_at
  FROM public.tenants t
  WHERE before_id IS NULL OR t.tenant_id < before_id
  ORDER BY t.tenant_id DESC
  LIMIT least(page_size, 201)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION list_tenants(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION list_tenants(uuid, integer) TO countersign_app;
--> statement-breakpoint

-- The only way into the log. The head's row lock gives a sequence without gaps, so this is the last statement of
-- a transaction. entry = "AUD1" | tenant (16) | seq (8, big-endian) | at in microseconds (8) | prev (32) | body;
-- hash = SHA-256(0x00 | entry), the leaf hash of RFC 9162 section 2.1.1.
CREATE FUNCTION append_audit(
  for_tenant uuid, event_id uuid, event_action text, event_target_type text, event_target_id text,
  for_request uuid, event_body bytea
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  head record;
  next_seq bigint;
  at_us bigint;
  leaf bytea;
BEGIN
  IF for_tenant <> current_setting('app.tenant_id')::uuid THEN
    RAISE EXCEPTION 'audit: the event is of another tenant' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.audit_heads (tenant_id, seq, hash, updated_at)
    VALUES (for_tenant, 0, decode(repeat('00', 32), 'hex'), clock_timestamp())
    ON CONFLICT (tenant_id) DO NOTHING;
  SELECT h.seq, h.hash INTO head FROM public.audit_heads h WHERE h.tenant_id = for_tenant FOR UPDATE;
  next_seq := head.seq + 1;
  at_us := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
  leaf := sha256('\x00'::bytea || 'AUD1'::bytea || uuid_send(for_tenant) || int8send(next_seq)
                 || int8send(at_us) || head.hash || event_body);
  INSERT INTO public.audit_events
    (tenant_id, seq, id, at_microseconds, action, target_type, target_id, request_id, body, prev, hash)
    VALUES (for_tenant, next_seq, event_id, at_us, event_action, event_target_type, event_target_id,
            for_request, event_body, head.hash, leaf);
  UPDATE public.audit_heads SET seq = next_seq, hash = leaf, updated_at = clock_timestamp()
    WHERE tenant_id = for_tenant;
  RETURN next_seq;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION append_audit(uuid, uuid, text, text, text, uuid, bytea) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION append_audit(uuid, uuid, text, text, text, uuid, bytea) TO countersign_app;
--> statement-breakpoint

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit: the log is append-only' USING ERRCODE = '42501';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
-- ALWAYS: they fire in replica mode too.
ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_append_only;
--> statement-breakpoint
ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_no_truncate;
