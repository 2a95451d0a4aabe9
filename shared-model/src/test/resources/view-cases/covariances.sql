SELECT
  bucket,
  covar_pop(measure, rate) AS covar_pop,
  covar_samp(measure, rate) AS covar_samp,
  corr(measure, rate) AS corr,
  corr(small, measure) AS small_corr,
  corr(measure, measure) AS self_corr,
  corr(measure, 7) AS corr_with_constant,
  covar_pop(CAST(measure AS REAL), CAST(rate AS REAL)) AS real_covar_pop,
  corr(measure, rate) FILTER (WHERE flag) AS flagged_corr,
  covar_samp(measure, rate) FILTER (WHERE id < 60) AS few_covar_samp
FROM hard
GROUP BY bucket
