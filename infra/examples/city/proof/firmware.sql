WITH parts AS (
  SELECT *, string_split(string_split(ltrim(firmware, 'v'), '-')[1], '.') AS version FROM sensors)
SELECT
  CASE WHEN len(version) = 2 THEN CAST(version[1] AS INTEGER) END AS major,
  CASE WHEN len(version) = 2 THEN CAST(version[2] AS INTEGER) END AS minor,
  contains(firmware, '-rc') AS candidate,
  count(*) AS readings,
  count(DISTINCT sensor) AS sensors,
  bool_and(NOT alarm) AS quiet,
  max(district || '/' || sensor) AS last_sensor
FROM parts
GROUP BY ALL
