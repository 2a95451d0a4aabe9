SELECT
  bucket,
  count_if(flag) AS flags,
  bool_and(flag) AS all_flags,
  bool_or(flag) AS any_flag,
  min_by(word, small) AS word_at_least,
  max_by(word, small) AS word_at_most,
  min_by(word, bucket) AS null_word,
  arbitrary(word) AS some_word,
  var_pop(measure) AS var_pop,
  var_samp(measure) AS var_samp,
  stddev_pop(measure) AS stddev_pop,
  stddev_samp(measure) AS stddev_samp,
  covar_pop(measure, rate) AS covar_pop,
  covar_samp(measure, rate) AS covar_samp,
  corr(measure, rate) AS corr,
  approx_distinct(word) AS words,
  approx_percentile(small, 0.5) AS median,
  approx_percentile(small, ARRAY[0.5, 0.9]) AS percentiles,
  approx_most_frequent(3, word, 100) AS frequent,
  histogram(word) AS histogram,
  count_if(id >= 0) FILTER (WHERE id < 0) AS filtered_ids,
  histogram(id) FILTER (WHERE id < 0) AS filtered_histogram,
  approx_distinct(id) FILTER (WHERE id < 0) AS filtered_distinct
FROM hard
WHERE flag IS NULL AND small IS NULL AND measure IS NULL AND word IS NULL
GROUP BY bucket
