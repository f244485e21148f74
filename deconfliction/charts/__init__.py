"""The figures: one look, one contract, one module a chart form."""

from deconfliction.charts import renderer

renderer.enable()
