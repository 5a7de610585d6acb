"""What people see in a browser: public pages and the officials' desk."""
