-- What drizzle-kit does not emit for the tables of the migration before: forced row-level security and grants.

ALTER TABLE action_codes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE delegations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE comments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON action_codes, delegations TO countersign_app;
--> statement-breakpoint
-- What was said is not changed.
GRANT SELECT, INSERT ON comments TO countersign_app;
