-- Why an acknowledgement was not believed: shown until one is.
ALTER TABLE delivery ADD COLUMN doubt text;
