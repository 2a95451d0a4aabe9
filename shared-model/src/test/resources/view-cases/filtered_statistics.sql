SELECT
  bucket,
  count(*) FILTER (WHERE flag) AS events,
  sum(small) FILTER (WHERE flag) AS small_sum,
  avg(measure) FILTER (WHERE small > 0) AS measure_avg,
  min(word) FILTER (WHERE word > 'a') AS word_min,
  max(at) FILTER (WHERE flag IS NULL) AS at_max,
  min_by(word, at) FILTER (WHERE NOT flag) AS first_word,
  stddev(measure) FILTER (WHERE measure < 1000) AS measure_stddev,
  covar_pop(measure, rate) FILTER (WHERE measure < 1000) AS covar,
  approx_distinct(small) FILTER (WHERE small > 0) AS positives,
  approx_percentile(small, 0.5) FILTER (WHERE id < 130) AS median_of_few,
  approx_most_frequent(2, small, 10) FILTER (WHERE small > 0) AS frequent,
  histogram(small) FILTER (WHERE small > 0) AS histogram
FROM hard
GROUP BY bucket
