"""Rules for requests that carried no usable credential."""
