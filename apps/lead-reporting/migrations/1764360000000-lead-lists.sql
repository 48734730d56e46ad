-- Lists of leads that a walk from the newest back would not end soon: of days long past, and of the few that are submitted no more.
CREATE INDEX lead_submitted ON lead (submitted_on, id);
CREATE INDEX lead_ended ON lead (status, id) WHERE status <> 'submitted';
