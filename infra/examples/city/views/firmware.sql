SELECT
  CAST(regexp_extract(firmware, 'v(\d+)\.(\d+)', 1) AS INTEGER) AS major,
  CAST(regexp_extract(firmware, 'v(\d+)\.(\d+)', 2) AS INTEGER) AS minor,
  regexp_like(firmware, '-rc\d+$') AS candidate,
  count(*) AS readings,
  approx_distinct(sensor) AS sensors,
  bool_and(NOT alarm) AS quiet,
  max(concat(district, '/', sensor)) AS last_sensor
FROM sensors
GROUP BY 1, 2, 3
