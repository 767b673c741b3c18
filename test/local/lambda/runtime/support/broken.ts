throw new TypeError("this module cannot be loaded");
