-- That something was erased is told to the procuratorate, without naming anybody.
ALTER TABLE procuratorate_copy DROP CONSTRAINT procuratorate_copy_kind_check;
ALTER TABLE procuratorate_copy ADD CONSTRAINT procuratorate_copy_kind_check
  CHECK (kind IN ('LETTER', 'DECISION', 'FINE', 'LATE', 'ERASURE'));
