"""Geometry of the SVG charts; templates/_charts.html draws them."""
