SELECT
  seats / 50 * 50 AS seats_from,
  if(seats >= 250, 'wide', 'narrow') AS body,
  count(*) AS flights,
  avg(seats) AS mean_seats,
  var_pop(seats) AS variance,
  sum(CAST(seats AS BIGINT) * distance) AS seat_miles,
  histogram(origin) AS origins
FROM flights
GROUP BY 1, 2
