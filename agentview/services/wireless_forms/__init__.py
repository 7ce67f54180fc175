"""What wireless orders are made of: types, fields, offers, prices, marks of policy, states."""
