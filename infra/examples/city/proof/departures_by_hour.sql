WITH local AS (SELECT *, timezone('America/New_York', departure) AS clock FROM flights)
SELECT
  timezone('America/New_York', date_trunc('day', clock)) AS day,
  date_part('hour', clock) AS hour,
  count(*) AS flights,
  sum(seats) AS seats,
  epoch(max(departure)) AS last_departure
FROM local
GROUP BY ALL
