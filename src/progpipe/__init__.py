"""One canonical programme, published in every format."""
