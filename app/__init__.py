"""Channel Ladder 渠道成长阶梯: a career development planner for people who run sales channels."""
