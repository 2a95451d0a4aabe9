SELECT origin, destination, date_trunc('day', date) AS day, count(*) AS flights,
       sum(delay) AS delay_minutes, avg(delay) AS mean_delay, max(delay) AS worst_delay
FROM flights GROUP BY ALL
