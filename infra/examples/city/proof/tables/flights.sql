SELECT * REPLACE (CAST(scheduled AS DATE) AS scheduled, CAST(departure AS TIMESTAMPTZ) AS departure)
FROM read_json(
  getvariable('events'),
  format = 'newline_delimited',
  columns = {
    flight_id: 'BIGINT',
    carrier: 'VARCHAR',
    origin: 'VARCHAR',
    destination: 'VARCHAR',
    scheduled: 'VARCHAR',
    departure: 'VARCHAR',
    delay: 'INTEGER',
    distance: 'INTEGER',
    seats: 'SMALLINT',
    fare: 'DOUBLE',
    cancelled: 'BOOLEAN'})
