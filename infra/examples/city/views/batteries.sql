SELECT
  district IN ('Mitte', 'Köln-Süd', '東京') AS pilot,
  battery / 10 AS tenth,
  count(*) AS readings,
  avg(humidity) AS mean_humidity,
  approx_most_frequent(5, battery, 100) AS levels,
  sum(battery % 10) AS rests,
  date_diff('minute', min(measured_at), max(measured_at)) AS minutes
FROM sensors
WHERE battery IS NOT NULL
GROUP BY 1, 2
