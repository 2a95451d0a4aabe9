SELECT
  carrier,
  count(*) AS flights,
  1e0 * count_if(delay <= 14) / nullif(count(delay), 0) AS punctual,
  round(100e0 * count_if(cancelled) / count(*), 1) AS percent_cancelled,
  bool_or(cancelled) AS any_cancelled,
  max_by(flight_id, delay) AS worst_flight,
  min_by(flight_id, delay) FILTER (WHERE NOT cancelled) AS best_flight
FROM flights
GROUP BY carrier
