// as: libs/identifiers/src/breach.ts
// expects: @nestjs/common
import { Injectable } from '@nestjs/common';

export const breach = Injectable;
