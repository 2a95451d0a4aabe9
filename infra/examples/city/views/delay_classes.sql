SELECT
  carrier,
  CASE
    WHEN delay IS NULL THEN 'unknown'
    WHEN delay < -5 THEN 'early'
    WHEN delay BETWEEN -5 AND 14 THEN 'on time'
    WHEN delay < 60 THEN 'late'
    ELSE 'very late'
  END AS class,
  count(*) AS flights,
  sum(abs(delay)) AS minutes_off,
  sum(greatest(delay, 0)) AS minutes_late,
  avg(distance / 2) AS half_distance
FROM flights
GROUP BY 1, 2
