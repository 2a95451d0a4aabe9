SELECT
  district,
  count(*) AS readings,
  count(reading) - count(TRY_CAST(reading AS DOUBLE)) AS unreadable,
  sum(TRY_CAST(reading AS DOUBLE)) AS total,
  avg(floor(TRY_CAST(reading AS DOUBLE))) AS mean_floor,
  max(sqrt(abs(TRY_CAST(reading AS DOUBLE)))) AS greatest_root,
  sum(ln(1 + power(temperature, 2))) AS log_energy,
  approx_percentile(temperature, 0.95) AS hot
FROM sensors
GROUP BY district
