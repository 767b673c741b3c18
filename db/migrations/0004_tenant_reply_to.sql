ALTER TABLE "tenants" ADD COLUMN "reply_to" text;--> statement-breakpoint
-- The operator's list shows it, too. A function's columns cannot be changed, so it is made anew.
DROP FUNCTION list_tenants(uuid, integer);
--> statement-breakpoint
CREATE FUNCTION list_tenants(before_id uuid, page_size integer)
RETURNS TABLE (tenant_id uuid, name text, reply_to text, status text, revision integer,
               created_at timestamptz, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT t.tenant_id, t.name, t.reply_to, t.status, t.revision, t.created_at, t.updated_at
  FROM public.tenants t
  WHERE before_id IS NULL OR t.tenant_id < before_id
  ORDER BY t.tenant_id DESC
  LIMIT least(page_size, 201)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION list_tenants(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION list_tenants(uuid, integer) TO countersign_app;
