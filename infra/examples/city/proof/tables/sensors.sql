SELECT * REPLACE (CAST(measured_at AS TIMESTAMP) AS measured_at)
FROM read_json(
  getvariable('events'),
  format = 'newline_delimited',
  columns = {
    sensor: 'VARCHAR',
    district: 'VARCHAR',
    measured_at: 'VARCHAR',
    temperature: 'DOUBLE',
    humidity: 'FLOAT',
    battery: 'SMALLINT',
    alarm: 'BOOLEAN',
    firmware: 'VARCHAR',
    reading: 'VARCHAR'})
