-- Circulars by their number, and by a part of their title.
CREATE INDEX circular_number ON circular (circular_no, id) WHERE circular_no IS NOT NULL;
CREATE INDEX circular_title ON circular USING gin (bigrams(title));
