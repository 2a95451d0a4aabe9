SELECT
  sensor,
  date_trunc('hour', measured_at) AS hour,
  count(temperature) AS readings,
  CASE WHEN count(temperature) > 0 THEN sum(temperature) / count(temperature) END AS mean_temperature,
  stddev_pop(temperature) AS deviation,
  min(temperature) AS coldest,
  max(temperature) AS warmest,
  max(humidity) AS most_humid,
  first(humidity ORDER BY measured_at DESC, humidity NULLS FIRST) FILTER (WHERE measured_at IS NOT NULL) AS last_humidity
FROM sensors
GROUP BY ALL
