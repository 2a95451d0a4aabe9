SELECT
  origin,
  destination,
  count(*) AS flights,
  avg(delay) AS mean_delay,
  stddev_samp(delay) AS deviation,
  CASE WHEN isfinite(corr(delay, fare)) THEN corr(delay, fare) END AS delay_by_fare,
  covar_pop(delay, fare) AS covariance,
  min(delay) AS earliest,
  max(delay) AS latest
FROM flights
WHERE NOT coalesce(cancelled, false)
GROUP BY ALL
