SELECT
  sensor,
  date_trunc('hour', measured_at) AS hour,
  count(temperature) AS readings,
  avg(temperature) AS mean_temperature,
  stddev_pop(temperature) AS deviation,
  min(temperature) AS coldest,
  max(temperature) AS warmest,
  max(humidity) AS most_humid,
  max_by(humidity, measured_at) AS last_humidity
FROM sensors
GROUP BY sensor, date_trunc('hour', measured_at)
