SELECT origin, date_trunc('hour', date) AS hour, count(*) AS flights, sum(distance) AS miles,
       avg(distance) AS mean_miles, min(flight_id) AS first_flight, max(flight_id) AS last_flight
FROM flights GROUP BY ALL
