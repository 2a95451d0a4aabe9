SELECT destination, date_trunc('day', date) AS day, count(*) AS flights,
       sum(delay) AS delay_minutes, max(delay) AS worst_delay
FROM flights WHERE delay >= 60 GROUP BY ALL
