SELECT
  district,
  count(*) AS readings,
  count(*) FILTER (WHERE reading IS NOT NULL AND TRY_CAST(reading AS DOUBLE) IS NULL) AS unreadable,
  sum(TRY_CAST(reading AS DOUBLE)) AS total,
  avg(floor(TRY_CAST(reading AS DOUBLE))) AS mean_floor,
  sqrt(max(abs(TRY_CAST(reading AS DOUBLE)))) AS greatest_root,
  sum(ln(1 + temperature * temperature)) AS log_energy,
  list_sort(list(temperature) FILTER (WHERE temperature IS NOT NULL)) AS hot
FROM sensors
GROUP BY ALL
