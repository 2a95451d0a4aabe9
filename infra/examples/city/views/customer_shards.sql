SELECT
  substr(to_hex(sha256(customer.email)), 1, 1) AS shard,
  count(*) AS orders,
  approx_distinct(customer.id) AS customers,
  count_if(starts_with(customer.email, 'a')) AS at_a,
  max(replace(customer.email, '@', ' at ')) AS last_address
FROM orders
GROUP BY substr(to_hex(sha256(customer.email)), 1, 1)
