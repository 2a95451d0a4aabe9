SELECT
  upper(left(sha256(customer.email), 1)) AS shard,
  count(*) AS orders,
  count(DISTINCT customer.id) AS customers,
  count(*) FILTER (WHERE customer.email[1] = 'a') AS at_a,
  max(replace(customer.email, '@', ' at ')) AS last_address
FROM orders
GROUP BY ALL
