CREATE TABLE "action_codes" (
	"tenant_id" uuid NOT NULL,
	"jti" text NOT NULL,
	"nonce" text NOT NULL,
	"choice_hash" "bytea" NOT NULL,
	"failed_tries" integer DEFAULT 0 NOT NULL,
	"issued_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "action_codes_tenant_id_jti_pk" PRIMARY KEY("tenant_id","jti")
);
--> statement-breakpoint
ALTER TABLE "action_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "comments" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"member_id" uuid,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "comments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delegations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"principal_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"kinds" text[],
	"amount_limit" numeric,
	"amount_currency" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "delegations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "delegations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "assignments" DROP CONSTRAINT "assignments_one_seat_a_stage";--> statement-breakpoint
ALTER TABLE "stages" DROP CONSTRAINT "stages_position";--> statement-breakpoint
ALTER TABLE "decisions" ALTER COLUMN "assignment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ALTER COLUMN "on_behalf_of_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "approval_requests" ADD COLUMN "overridden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "taken_from_id" uuid;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "principal_id" uuid;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "stands_in" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stages" ADD COLUMN "reminder_seconds" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "stages" ADD COLUMN "escalation" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "stages" ADD COLUMN "reminders_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "stages" ADD COLUMN "escalations_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "stages" ADD COLUMN "separation" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "stages" ADD COLUMN "on_reject" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "roles" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "backup_id" uuid;--> statement-breakpoint
ALTER TABLE "action_codes" ADD CONSTRAINT "action_codes_tenant_id_jti_action_links_tenant_id_jti_fk" FOREIGN KEY ("tenant_id","jti") REFERENCES "public"."action_links"("tenant_id","jti") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_tenant_id_request_id_approval_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."approval_requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_tenant_id_principal_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","principal_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_tenant_id_delegate_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","delegate_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_request" ON "comments" USING btree ("tenant_id","request_id","id");--> statement-breakpoint
CREATE INDEX "delegations_principal" ON "delegations" USING btree ("tenant_id","principal_id","ends_at");--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_tenant_id_principal_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","principal_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_tenant_id_taken_from_id_assignments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","taken_from_id") REFERENCES "public"."assignments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_tenant_id_backup_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","backup_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_one_seat_a_stage" ON "assignments" USING btree ("tenant_id","stage_id","member_id") WHERE status in ('pending', 'open', 'decided');--> statement-breakpoint
ALTER TABLE "stages" ADD CONSTRAINT "stages_name" UNIQUE("tenant_id","request_id","round","name");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "action_codes" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("action_codes"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("action_codes"."tenant_id" = (select current_setting('app.tenant_id')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "comments" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("comments"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("comments"."tenant_id" = (select current_setting('app.tenant_id')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "delegations" AS PERMISSIVE FOR ALL TO "countersign_app" USING ("delegations"."tenant_id" = (select current_setting('app.tenant_id')::uuid)) WITH CHECK ("delegations"."tenant_id" = (select current_setting('app.tenant_id')::uuid));