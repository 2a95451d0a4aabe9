SELECT
  seats - seats % 50 AS seats_from,
  CASE WHEN seats < 250 OR seats IS NULL THEN 'narrow' ELSE 'wide' END AS body,
  count(*) AS flights,
  avg(seats) AS mean_seats,
  var_pop(seats) AS variance,
  sum(seats::HUGEINT * distance) AS seat_miles,
  histogram(origin) AS origins
FROM flights
GROUP BY ALL
