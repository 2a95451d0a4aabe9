SELECT
  bucket,
  var_pop(measure) AS measure_var_pop,
  var_samp(measure) AS measure_var_samp,
  variance(measure) AS measure_variance,
  stddev_pop(measure) AS measure_stddev_pop,
  stddev_samp(measure) AS measure_stddev_samp,
  stddev(measure) AS measure_stddev,
  variance(small) AS small_variance,
  stddev(rate) AS rate_stddev,
  var_pop(amount) AS amount_var_pop,
  stddev_pop(CAST(measure AS REAL)) AS real_stddev_pop,
  var_samp(measure) FILTER (WHERE flag) AS flagged_var_samp,
  stddev_pop(measure / 0e0) AS infinite_stddev_pop
FROM hard
GROUP BY bucket
