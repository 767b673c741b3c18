-- What drizzle-kit does not emit for the tables of the migration before: forced row-level security and grants.

ALTER TABLE workflow_timers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE service_task_attempts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE task_links FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE documents FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE kind_settings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE grants FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE action_tokens FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON workflow_timers, task_links, documents, kind_settings, grants, action_tokens
  TO countersign_app;
--> statement-breakpoint
-- How a call came out does not change.
GRANT SELECT, INSERT ON service_task_attempts TO countersign_app;
