-- Operators ask how many limits have passed, over all agencies.
CREATE INDEX clock_late ON clock (late_at) WHERE state = 'RUNNING';
