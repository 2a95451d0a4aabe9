SELECT
  upper(trim(coupon)) AS coupon,
  coupon LIKE '%\_25' ESCAPE '\' AS quarter_off,
  count(*) AS orders,
  sum(amount * discount) AS given_away,
  max(discount) AS highest
FROM orders
WHERE nullif(trim(coupon), '') IS NOT NULL
GROUP BY upper(trim(coupon)), coupon LIKE '%\_25' ESCAPE '\'
