SELECT
  bucket,
  count_if(flag) AS flags,
  count_if(small > 0) AS positives,
  count_if(flag) FILTER (WHERE small > 0) AS positive_flags,
  bool_and(flag) AS all_flags,
  every(small > big) AS all_above,
  bool_or(flag) AS any_flag,
  bool_or(ratio > 1e300) AS any_great,
  bool_and(flag) FILTER (WHERE small = 7) AS all_flags_at_7,
  bool_or(flag) FILTER (WHERE word = 'a') AS any_flag_at_a
FROM hard
GROUP BY bucket
