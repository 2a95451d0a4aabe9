SELECT
  carrier,
  count(*) AS flights,
  avg(CASE WHEN delay <= 14 THEN 1.0 WHEN delay IS NOT NULL THEN 0.0 END) AS punctual,
  round(sum(CASE WHEN cancelled THEN 100 ELSE 0 END) / count(*), 1) AS percent_cancelled,
  bool_or(cancelled) AS any_cancelled,
  first(flight_id ORDER BY delay DESC, flight_id) FILTER (WHERE delay IS NOT NULL) AS worst_flight,
  first(flight_id ORDER BY delay, flight_id) FILTER (WHERE delay IS NOT NULL AND NOT cancelled) AS best_flight
FROM flights
GROUP BY ALL
