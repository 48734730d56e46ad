-- After an unclean stop: how many records from attempt_offset on were under way when it was noted. Where a process ends again, these
-- are run one by one.
ALTER TABLE inbox_position ADD COLUMN attempt_records integer NOT NULL DEFAULT 0;
