SELECT
  carrier,
  CASE
    WHEN delay < -5 THEN 'early'
    WHEN delay < 15 THEN 'on time'
    WHEN delay < 60 THEN 'late'
    WHEN delay >= 60 THEN 'very late'
    ELSE 'unknown'
  END AS class,
  count(*) AS flights,
  sum(CASE WHEN delay < 0 THEN -delay ELSE delay END) AS minutes_off,
  sum(CASE WHEN delay < 0 THEN 0 ELSE delay END) AS minutes_late,
  avg(distance // 2) AS half_distance
FROM flights
GROUP BY ALL
