SELECT
  origin,
  destination,
  count(*) AS flights,
  avg(delay) AS mean_delay,
  stddev_samp(delay) AS deviation,
  corr(delay, fare) AS delay_by_fare,
  covar_pop(delay, fare) AS covariance,
  min(delay) AS earliest,
  max(delay) AS latest
FROM flights
WHERE cancelled IS DISTINCT FROM TRUE
GROUP BY origin, destination
