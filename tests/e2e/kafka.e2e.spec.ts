import { describeWithKafka } from '@xianjie/testing';
import { tellStory } from './local-stack.story.js';

describeWithKafka('the local stack on Apache Kafka', () => tellStory('kafka'));
