CREATE TABLE "workflow_timers" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"request_id" uuid NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"callback" "bytea",
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "workflow_timers_tenant_id_run_id_step_pk" PRIMARY KEY("tenant_id","run_id","step")
);
--> statement-breakpoint
ALTER TABLE "workflow_timers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"field" text NOT NULL,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"content" "bytea",
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "documents_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "service_task_attempts" (
	"tenant_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"integration_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"milliseconds" integer NOT NULL,
	"http_status" integer,
	"outcome" text NOT NULL,
	"message" text,
	CONSTRAINT "service_task_attempts_tenant_id_task_id_attempt_pk" PRIMARY KEY("tenant_id","task_id","attempt")
);
--> statement-breakpoint
ALTER TABLE "service_task_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "task_links" (
	"tenant_id" uuid NOT NULL,
	"jti" text NOT NULL,
	"task_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"member_id" uuid,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"issued_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"code_nonce" text,
	"code_answer_hash" "bytea",
	"code_failed_tries" integer DEFAULT 0 NOT NULL,
	"codes_mailed" integer DEFAULT 0 NOT NULL,
	"code_expires_at" timestamp with time zone,
	CONSTRAINT "task_links_tenant_id_jti_pk" PRIMARY KEY("tenant_id","jti")
);
--> statement-breakpoint
ALTER TABLE "task_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "action_tokens" (
	"tenant_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"request_id" uuid NOT NULL,
	"request_version" integer NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"issued_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "action_tokens_tenant_id_token_hash_pk" PRIMARY KEY("tenant_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "action_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "grants" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"agent_email" text NOT NULL,
	"tool" text NOT NULL,
	"arguments_pattern" jsonb NOT NULL,
	"uses_max" integer NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text,
	"granted_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "grants_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "grants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "kind_settings" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "kind_settings_tenant_id_kind_pk" PRIMARY KEY("tenant_id","kind")
);
--> statement-breakpoint
ALTER TABLE "kind_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "integrations" ALTER COLUMN "url" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ALTER COLUMN "secret" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "task_id" uuid;--> statement-breakpoint
ALTER TABLE "approval_requests" ADD COLUMN "findings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "approval_requests" ADD COLUMN "keys" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "workflow_runs" ADD COLUMN "committed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "performer" jsonb;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "timeout_milliseconds" integer DEFAULT 10000 NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "attempts_max" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "first_delay_milliseconds" integer DEFAULT 500 NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "max_delay_milliseconds" integer DEFAULT 300000 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_tasks" ADD COLUMN "performed_by" text DEFAULT 'integration' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_tasks" ADD COLUMN "by_hand" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "service_tasks" ADD COLUMN "performer" jsonb;--> statement-breakpoint
ALTER TABLE "service_tasks" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workflow_timers" ADD CONSTRAINT "workflow_timers_tenant_id_request_id_approval_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."approval_requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_timers" ADD CONSTRAINT "workflow_timers_tenant_id_run_id_workflow_runs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."workflow_runs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_tenant_id_request_id_approval_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."approval_requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_tenant_id_task_id_service_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."service_tasks"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_task_attempts" ADD CONSTRAINT "service_task_attempts_tenant_id_task_id_service_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."service_tasks"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_links" ADD CONSTRAINT "task_links_tenant_id_request_id_approval_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."approval_requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_links" ADD CONSTRAINT "task_links_tenant_id_task_id_service_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."service_tasks"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_links" ADD CONSTRAINT "task_links_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_tokens" ADD CONSTRAINT "action_tokens_tenant_id_request_id_approval_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."approval_requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_tenant_id_granted_by_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","granted_by_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kind_settings" ADD CONSTRAINT "kind_settings_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "workflow_timers_request" ON "workflow_timers" USING btree ("tenant_id","request_id");--> statement-breakpoint
CREATE INDEX "documents_request" ON "documents" USING btree ("tenant_id","request_id");--> statement-breakpoint
CREATE INDEX "task_links_task" ON "task_links" USING btree ("tenant_id","task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "action_tokens_request" ON "action_tokens" USING btree ("tenant_id","request_id","request_version");--> statement-breakpoint
CREATE INDEX "grants_agent" ON "grants" USING btree ("tenant_id","agent_email","tool");--> statement-breakpoint
CREATE INDEX "approval_requests_keys" ON "approval_requests" USING gin ("keys");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "workflow_timers" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("workflow_timers"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("workflow_timers"."tenant_id" = (select current_setting('app.tenant_id')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "documents" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("documents"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("documents"."tenant_id" = (select current_setting('app.tenant_id')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "service_task_attempts" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("service_task_attempts"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("service_task_attempts"."tenant_id" = (select current_setting('app.tenant_id')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "task_links" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("task_links"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("task_links"."tenant_id" = (select current_setting('app.tenant_id')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "action_tokens" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("action_tokens"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("action_tokens"."tenant_id" = (select current_setting('app.tenant_id')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "grants" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("grants"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("grants"."tenant_id" = (select current_setting('app.tenant_id')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "kind_settings" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("kind_settings"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("kind_settings"."tenant_id" = (select current_setting('app.tenant_id')::uuid));