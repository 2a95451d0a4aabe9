SELECT
  CASE WHEN district IS NOT NULL THEN list_contains(['Mitte', 'Köln-Süd', '東京'], district) END AS pilot,
  battery // 10 AS tenth,
  count(*) AS readings,
  CAST(avg(humidity) AS REAL) AS mean_humidity,
  histogram(battery) AS levels,
  sum(battery % 10) AS rests,
  date_sub('minute', min(measured_at), max(measured_at)) AS minutes
FROM sensors
WHERE battery IS NOT NULL
GROUP BY ALL
