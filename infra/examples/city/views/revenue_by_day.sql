/*---
description: What was sold, by country and day
owner: finance
columns: {revenue: after discounts, mean_amount: before discounts}
*/
SELECT
  coalesce(country, '??') AS country,
  date_trunc('day', placed_at) AS day,
  count(*) AS orders,
  sum(amount) AS gross,
  sum(amount * (1 - discount)) AS revenue,
  avg(amount) AS mean_amount
FROM orders
WHERE amount > 0 AND status <> 'cancelled'
GROUP BY coalesce(country, '??'), date_trunc('day', placed_at)
